# Search page

## Structure

- a field
- a list

`App` shows both.
