using BenchmarkDotNet.Running;
using Patterns.Benchmarks.Allocations;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Updates.Fanout;

// Three ways in: "compare" puts Patterns beside its peers, "allocations" bounds memory per row, anything else goes to BenchmarkDotNet.
switch (args)
{
    case ["compare", .. string[] rest]:
        return await CompareCommand.RunAsync(rest, Console.Out);
    case ["allocations"]:
        return await AllocationCommand.RunAsync(Console.Out);
    case [FanoutServer.Command, var kind]:
        return await FanoutServer.RunAsync(kind, Console.In, Console.Out);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CompareCommand).Assembly).Run(args);
        return 0;
}
