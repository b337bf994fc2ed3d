using System.Globalization;

namespace ExperimentAdmin.Core.Evaluation.Hashing;

/// <summary>What the hashes of an experiment's identities are salted with: who gets what depends on nothing else.</summary>
/// <param name="SegmentId">Salts the hash that decides who enters.</param>
/// <param name="Seed">The override's seed: salts the hash that decides the arm.</param>
/// <param name="HashKey">The environment's hash key; stands before every identifier.</param>
public sealed record RolloutSalts(int SegmentId, int Seed, string HashKey)
{
    /// <summary>Stands in while there is no experiment to have salts of its own.</summary>
    public static RolloutSalts Example { get; } = new(1, 1_000_000_000, "example");

    /// <summary>Hashes identities.</summary>
    /// <returns>Takes an identifier, gives its two hashes, each 0 to below 100.</returns>
    public Func<string, (double Entering, double Splitting)> Hasher()
    {
        var (segment, state) = (new HashSalt(Text(SegmentId)), new HashSalt(Text(Seed)));
        return identifier =>
        {
            var key = $"{HashKey}_{identifier}";
            return (IdentityHash.Of(segment, key), IdentityHash.Of(state, key));
        };
    }

    private static string Text(int salt) => salt.ToString(CultureInfo.InvariantCulture);
}
