// Decap waits for main.js, which gives it its configuration and our parts.
window.CMS_MANUAL_INIT = true;
