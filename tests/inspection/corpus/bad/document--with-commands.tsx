# Search page

```bash
npm install
```

Then open it.
