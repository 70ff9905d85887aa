import { Location } from '@gpconnect/foundations/1.2.7';

console.log(Location.url);
