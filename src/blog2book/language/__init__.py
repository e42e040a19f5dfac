"""What depends on a language: string to string, never markup."""
