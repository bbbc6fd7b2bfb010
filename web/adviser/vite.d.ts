declare module "*?worker&url" {
  const address: string;
  export default address;
}

interface ImportMeta {
  readonly env: { readonly BASE_URL: string };
}
