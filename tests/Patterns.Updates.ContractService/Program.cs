using Patterns.Updates.ContractService;

// The service that LaunchDarkly's sse-contract-tests drive: see README.md. The only argument is the URL to listen on.
await using WebApplication service = ContractServiceHost.Create(args is [var url, ..] ? url : "http://127.0.0.1:8000");
await service.RunAsync();
