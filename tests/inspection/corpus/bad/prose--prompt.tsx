You are an expert front-end engineer. Build the page below.

Return only code.
