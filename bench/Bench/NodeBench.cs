using System.Diagnostics;
using System.Globalization;
using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Wire;

namespace ExperimentAdmin.Bench;

/// <summary>All flags of an identity by our engine against the published Node.js client that evaluates the same document on its own.</summary>
internal static class NodeBench
{
    private const int Flags = 100;
    private const int Segments = 50;
    private const int Identities = 2_000;

    // Until both runtimes have compiled all of it for good, as in a server that is up.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);

    private const double Goal = 50;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        var environment = Environment();
        var ours = Ours(environment);
        if (await TheirsAsync(DocumentWriter.Write(environment)) is not { } theirs)
        {
            return [new BenchRow($"{Flags} flags of an identity", Stopwatches.Milliseconds(ours), "Node.js and the client are not there: run tests/E2E first")];
        }

        return
        [
            new BenchRow(
                $"{Flags} flags, {Segments} segments, an identity", Stopwatches.Milliseconds(ours), $"flagsmith-nodejs, {Stopwatches.Milliseconds(theirs)}",
                theirs / ours, string.Create(CultureInfo.InvariantCulture, $"at least {Goal}"), theirs / ours >= Goal),
        ];
    }

    private static double Ours(ServedEnvironment environment)
    {
        var answers = new FlagAnswer[Flags];
        var times = new List<double>(Identities);
        var begun = Stopwatch.StartNew();
        for (var turn = 0; times.Count < Identities; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            environment.Snapshot.Evaluate(environment.Snapshot.ContextOf(ManyFlags.Identity(turn)), answers);
            if (begun.Elapsed > s_warmUp)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return Stopwatches.At(times, 0.5);
    }

    // The clients are where the browser tests put them.
    private static async Task<double?> TheirsAsync(byte[] document)
    {
        var clients = Path.Join(Repository(), "artifacts", "clients");
        if (!Directory.Exists(Path.Join(clients, "node_modules", "flagsmith-nodejs")))
        {
            return null;
        }

        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, document);
        File.Copy(Path.Join(Repository(), "bench", "Bench", "local.mjs"), Path.Join(clients, "local.mjs"), overwrite: true);
        using var process = Process.Start(new ProcessStartInfo("node", ["local.mjs", file, s_warmUp.TotalMilliseconds.ToString(CultureInfo.InvariantCulture), $"{Identities}"])
        {
            UseShellExecute = false,
            WorkingDirectory = clients,
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(file);
        return process.ExitCode == 0 ? double.Parse(output, CultureInfo.InvariantCulture) : null;
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Join(folder.FullName, "ExperimentAdmin.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository is not around the program.");
        }

        return folder.FullName;
    }

    private static ServedEnvironment Environment() => new(
        1,
        1,
        "Production",
        ManyFlags.Key,
        1,
        DateTimeOffset.UnixEpoch,
        new ServedSettings("Shop", ProjectHidesDisabledFlags: false, null, HidesSensitiveData: false, AllowsClientTraits: true, string.Empty),
        [.. ManyFlags.Segments(Segments).Select(segment => new ServedSegment(Number(segment.Key), null, new CompiledSegment(segment)))],
        [.. ManyFlags.Flags(Flags, Segments).Index().Select(entry => Flag(entry.Index + 1, entry.Item))]);

    private static ServedFlag Flag(int id, FlagDefinition definition) => new()
    {
        FeatureId = id,
        Name = definition.Name,
        Description = string.Empty,
        ValueType = FlagValueType.String,
        InitialValue = "control",
        DefaultEnabled = true,
        ServerKeyOnly = false,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Variants = [.. definition.Default.Variants.Index().Select(entry => new ServedVariant(
            (id * 10) + entry.Index, Guid.NewGuid(), entry.Index + 1, entry.Item.Key!, entry.Item.Value.ToText()!))],
        Default = Scope(definition.Default, null, 0),
        Overrides = [.. definition.Overrides.Select(scope => Scope(scope.State, Number(scope.SegmentId), (int)scope.Priority))],
        Identities = new Dictionary<string, ServedIdentity>(StringComparer.Ordinal),
        Compiled = new CompiledFlag(definition),
        IsExperimentRunning = false,
        RunningSegmentId = null,
    };

    private static ServedScope Scope(StateDefinition state, int? segmentId, int rank)
        => new(Number(state.Key), Guid.NewGuid(), Number(state.Key), segmentId, rank);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
