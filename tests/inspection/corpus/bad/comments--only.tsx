// The component goes here
/* TODO */
