/// <reference types="svelte" />
/// <reference types="vite/client" />
declare module 'virtual:messages/vi' {
  const texts: Record<string, string>;
  export default texts;
}
declare module 'virtual:messages/en' {
  const texts: Record<string, string>;
  export default texts;
}
