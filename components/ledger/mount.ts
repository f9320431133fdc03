/** `mount` by itself: importing all of Svelte at run time would keep what no component uses in the chunk of its runtime. */
export { mount } from 'svelte';
