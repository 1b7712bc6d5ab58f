import type { MapBlock } from "../model/reply";
import { telephone } from "../model/words";
import { Icon } from "../parts/Icon";

export function Places({ block }: { block: MapBlock }) {
  return (
    <section className="block">
      {block.title && <h2>{block.title}</h2>}
      <ul className="places">
        {block.places.map((place) => (
          <li key={place.name + place.address} className="place">
            <b>{place.name}</b>
            <p>
              <Icon name="pin" />
              <span>
                {place.address}
                {place.window && <small>{place.window}</small>}
              </span>
            </p>
            {place.hours && (
              <p>
                <Icon name="clock" />
                <span>{place.hours}</span>
              </p>
            )}
            {place.phone && (
              <a className="place-phone" href={telephone(place.phone)}>
                <Icon name="phone" />
                {place.phone}
              </a>
            )}
            {place.note && <small className="place-note">{place.note}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}
