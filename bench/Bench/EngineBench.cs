using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Bench;

/// <summary>What evaluating costs against the two framework hashes that one flag with a rollout replaces, and what compiling costs.</summary>
internal static class EngineBench
{
    private const int Identities = 1_000;
    private const int Rounds = 100;
    private const int Times = 101;
    private const int WarmUp = 20;
    private const double CompileGoal = 20;
    private const double LinearGoal = 1.5;
    private const int Small = 10;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
        => [.. await EvaluateAsync(), .. await CompileAsync()];

    private static async Task<IReadOnlyList<BenchRow>> EvaluateAsync()
    {
        var snapshot = OneRollout();
        var contexts = Enumerable.Range(0, Identities).Select(number => snapshot.ContextOf(ManyFlags.Identity(number))).ToList();
        var keys = contexts.Select(context => context.IdentityKey!).ToList();
        var kept = 0.0;
        var (ours, framework) = await Stopwatches.AlternateAsync(
            Times,
            WarmUp,
            _ =>
            {
                for (var turn = 0; turn < Identities * Rounds; turn++)
                {
                    kept += snapshot.Evaluate(0, contexts[turn % Identities]).Outcome.Variant is null ? 0 : 1;
                }

                return Task.CompletedTask;
            },
            _ =>
            {
                for (var turn = 0; turn < Identities * Rounds; turn++)
                {
                    kept += TwoHashes("42,", "1000000001,", keys[turn % Identities]);
                }

                return Task.CompletedTask;
            });
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < Identities; turn++)
        {
            kept += snapshot.Evaluate(0, contexts[turn]).Outcome.Variant is null ? 0 : 1;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        const double Each = Identities * Rounds / 1_000_000.0;
        return
        [
            new BenchRow(
                "evaluating a flag with a rollout", Nanoseconds(ours / Each), $"two framework hashes, {Nanoseconds(framework / Each)}", ours / framework,
                "at most 1", ours <= framework),
            new BenchRow($"allocated by {Identities} evaluations", $"{allocated} bytes", Goal: "0 bytes", IsMet: allocated == 0 && kept > 0),
        ];
    }

    // Ten small ones against one of ten times the size: both leave as much in memory, and what collecting that takes is in both.
    private static async Task<IReadOnlyList<BenchRow>> CompileAsync()
    {
        var (small, large) = (Definitions(1_000, 500), Definitions(Small * 1_000, Small * 500));
        var made = new EnvironmentSnapshot[Small];
        var times = new List<double>();
        var (ten, one) = await Stopwatches.AlternateAsync(
            21,
            5,
            async _ =>
            {
                for (var index = 0; index < Small; index++)
                {
                    times.Add(await Stopwatches.TimeAsync(() => Task.FromResult(made[index] = ManyFlags.Compile(small.Segments, small.Flags))));
                }
            },
            _ =>
            {
                made[0] = ManyFlags.Compile(large.Segments, large.Flags);
                return Task.CompletedTask;
            });
        var alone = Stopwatches.At(times, 0.5);
        return
        [
            new BenchRow(
                "compiling 1,000 flags and 500 segments", Stopwatches.Milliseconds(alone), Goal: $"below {CompileGoal} ms", IsMet: alone < CompileGoal),
            new BenchRow(
                "compiling ten times as many", Stopwatches.Milliseconds(one), $"ten of them, {Stopwatches.Milliseconds(ten)}", one / ten,
                string.Create(CultureInfo.InvariantCulture, $"at most {LinearGoal}"), one / ten <= LinearGoal),
        ];
    }

    private static (IReadOnlyList<SegmentDefinition> Segments, IReadOnlyList<FlagDefinition> Flags) Definitions(int flags, int segments)
        => (ManyFlags.Segments(segments), ManyFlags.Flags(flags, segments));

    private static EnvironmentSnapshot OneRollout()
    {
        VariantDefinition[] variants = [new("big", ContextValue.Of("big"), 50, 1), new("bigger", ContextValue.Of("bigger"), 50, 2)];
        VariantDefinition[] nobody = [.. variants.Select(variant => variant with { Weight = 0 })];
        return ManyFlags.Compile(
            [new SegmentDefinition("42", "rollout-42", [new RuleDefinition("ALL", [new ConditionDefinition("$.identity.key", "PERCENTAGE_SPLIT", "100")], [])])],
            [
                new FlagDefinition(
                    "checkout_button",
                    new StateDefinition("1000000000", true, ContextValue.Of("classic"), nobody),
                    [new OverrideDefinition("42", 1_000_000, new StateDefinition("1000000001", true, ContextValue.Of("classic"), variants))]),
            ]);
    }

    private static double TwoHashes(string first, string second, string key) => FrameworkHash(first, key) + FrameworkHash(second, key);

    // As an evaluation would with the framework's own: the salt and the key in UTF-8, digested and folded.
    private static double FrameworkHash(string salt, string key)
    {
        Span<byte> bytes = stackalloc byte[256];
        var length = Encoding.UTF8.GetBytes(salt, bytes);
        length += Encoding.UTF8.GetBytes(key, bytes[length..]);
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
#pragma warning disable CA5351 // What is measured.
        MD5.HashData(bytes[..length], digest);
#pragma warning restore CA5351
        var remainder = 0;
        foreach (var part in digest)
        {
            remainder = ((remainder * 256) + part) % 9_999;
        }

        return remainder / 9_998.0 * 100;
    }

    private static string Nanoseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0} ns");
}
