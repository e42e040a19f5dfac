SITENAME = 'Wing'
SITEURL = 'https://wing.example'
PATH = 'content'
TIMEZONE = 'UTC'
