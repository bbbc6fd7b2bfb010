/** Languages (BCP 47) that an adviser may speak beside the organisation's own: those most spoken in the Netherlands and Europe. */
export const SPOKEN: readonly string[] = [
  ..."ar ber bg bs cs da de el en es et fa fi fr fy ga he hi hr hu id is it ja ko ku lb lt lv mk mt nl no pap".split(
    " ",
  ),
  ..."pl ps pt ro ru sk sl so sq sr srn sv th ti tr uk ur vi yue zh".split(" "),
];
