using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Unit.Evaluation;

/// <summary>A million identities with their two hashes, computed once for all tests that count them.</summary>
internal static class HashedIdentities
{
    public const int Count = 1_000_000;

    private static readonly Lazy<(double Entering, double Splitting)[]> s_all = new(Hash);

    public static ReadOnlySpan<(double Entering, double Splitting)> All => s_all.Value;

    private static (double Entering, double Splitting)[] Hash()
    {
        var hash = new RolloutSalts(42, 1_000_000_007, "B62qaMZNwfiqT76p38ggrQ").Hasher();
        var hashes = new (double, double)[Count];
        _ = Parallel.For(0, Count, index => hashes[index] = hash($"user_{index}"));
        return hashes;
    }
}
