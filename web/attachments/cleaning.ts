// What removes hidden data from pictures, as a piece that is loaded when somebody adds a file.

export { clean } from "@fluister/sdk";
