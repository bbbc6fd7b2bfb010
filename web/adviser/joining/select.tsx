/** One of many, from a list that unfolds. */
export function Select(props: {
  readonly id: string;
  readonly label: string;
  /** What stands there while nothing is chosen; its value is ''. */
  readonly none?: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <select
        id={props.id}
        value={props.value}
        autocomplete="off"
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        {props.none !== undefined && <option value="">{props.none}</option>}
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
