/** What a person may begin with in the Messages tab; each works as typed. Slack shows four at most. */
export const SUGGESTED_PROMPTS: readonly { readonly title: string; readonly message: string }[] = [
  {
    title: 'Describe a workload',
    message: 'Clickstream from Kafka, results within 2 seconds, 20 GB of state, the team knows SQL',
  },
  { title: 'Start from an example', message: 'examples' },
  { title: 'Ask a question', message: 'How does Flink recover after a crash?' },
  { title: 'Compare engines', message: 'compare Flink and Spark on latency' },
];
