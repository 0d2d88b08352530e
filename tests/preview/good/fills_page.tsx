import picture from "figma:asset/0123456789abcdef0123456789abcdef01234567.png";

export default function Frame() {
  return (
    <div className="relative size-full" data-testid="frame">
      <img alt="" className="absolute inset-0 size-full object-cover" src={picture} />
    </div>
  );
}
