/** Lets the page draw and hear the person before the next slow step. */
export async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}
