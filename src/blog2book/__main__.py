"""Run the command line as `python -m blog2book`."""

from blog2book.cli import main

if __name__ == "__main__":
    main()
