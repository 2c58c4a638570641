/**
 * Words that say nothing about any subject. Topics are found without these only: "why", "how" or "without" do lean
 * towards some topics and away from others, and the evidence of the phrases knows by how much.
 */
const EMPTY = `
a an and are at am be did do does had has have he i im in is it its ll me my of on or our re she so that the them these
they this those to us ve was we were you your
`;

/**
 * Further function words and the small change of questions. Sections are found without them, nobody is told that they
 * matched, and the speller knows them, so that they are not "corrected" into something.
 */
const SMALL_CHANGE = `
about above actually again against all almost already also although always among another any anybody anyone anything
anyway apache arent around as away basically became because become been before being below best better between both but
by came can cannot cant come comes could couldnt didnt doesnt doing dont down during each either else ever every
everybody everyone everything explain explained explanation few for from further get gets getting give given go goes
going gone good got great hadnt hasnt havent having hello help her here hers herself hey hi him himself his how however
id if instead into isnt itself ive just kind know let lets like likely little look looks lot lots made make makes making
many may maybe mean means might mine more most much must myself near need needed needs neither no nobody none nor not
nothing now off often ok okay one ones only onto other others ought ours ourselves out over own per perhaps please
possible possibly put quite rather really right said say says see seem seems seen shall should shouldnt since some
somebody somehow someone something sometimes still such sure take taken takes tell than thank thanks thats their theirs
themselves then there theres thing things think though through too toward towards tried try trying under until up upon
use used uses using usually very via want wanted wants wasnt way ways well went werent weve what whatever whats when
where wheres whether which while who whole whom whose why will with within without wont would wouldnt yes yet youre
yours yourself advantages compare compared comparison cons difference differences differ disadvantages overview pros versus
`;

/** Left out everywhere. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(wordsIn(EMPTY));
/** Left out when sections are looked up and when a question's subject is judged; includes the empty words. */
export const STOP_WORDS: ReadonlySet<string> = new Set([...EMPTY_WORDS, ...wordsIn(SMALL_CHANGE)]);

function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
