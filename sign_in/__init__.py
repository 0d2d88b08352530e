"""From the browser's session to the person in it: cookies and headers into `access`."""
