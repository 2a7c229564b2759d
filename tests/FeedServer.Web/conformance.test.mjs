import { runConformanceTests } from '@durable-streams/server-conformance-tests'

runConformanceTests({ baseUrl: process.env.FEED_URL, longPollTimeoutMs: 2000, subscriptions: true })
