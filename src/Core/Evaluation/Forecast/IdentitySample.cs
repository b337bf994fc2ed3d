using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Core.Evaluation.Forecast;

/// <summary>
/// Identities with their two hashes, computed once, so that asking again for another percentage or split only compares.
/// </summary>
public sealed class IdentitySample
{
    private readonly (double Entering, double Splitting)[] _hashes;
    private readonly double[] _entering;
    private readonly double[] _splitting;

    /// <param name="salts">The experiment's.</param>
    /// <param name="identifiers">What the application calls them.</param>
    public IdentitySample(RolloutSalts salts, IReadOnlyList<string> identifiers)
    {
        ArgumentNullException.ThrowIfNull(salts);
        ArgumentNullException.ThrowIfNull(identifiers);
        Identifiers = identifiers;
        _hashes = [.. identifiers.Select(salts.Hasher())];
        ByEntering = [.. Enumerable.Range(0, _hashes.Length).OrderBy(index => _hashes[index].Entering)];
        _entering = [.. ByEntering.Select(index => _hashes[index].Entering)];
        _splitting = [.. ByEntering.Select(index => _hashes[index].Splitting)];
    }

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<string> Identifiers { get; }

    /// <summary>Their indexes by the hash that decides who enters: whoever is inside comes first.</summary>
    public IReadOnlyList<int> ByEntering { get; }

    /// <summary>Made-up identities, always the same.</summary>
    /// <param name="salts">The experiment's.</param>
    /// <param name="count">How many.</param>
    public static IdentitySample MadeUp(RolloutSalts salts, int count)
        => new(salts, [.. Enumerable.Range(1, count).Select(number => $"identity-{number}")]);

    /// <summary>The hash that decides the arm of one of them.</summary>
    public double Splitting(int index) => _hashes[index].Splitting;

    /// <summary>The arm of one of them, or <see cref="RolloutAssignment.Outside"/>.</summary>
    /// <param name="assignment">The rollout.</param>
    /// <param name="index">Its place in <see cref="Identifiers"/>.</param>
    public int ArmOf(RolloutAssignment assignment, int index)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        return assignment.Of(_hashes[index].Entering, _hashes[index].Splitting);
    }

    /// <summary>How many get each arm.</summary>
    /// <param name="assignment">The rollout.</param>
    /// <returns>One number per arm from control on, then those outside.</returns>
    public int[] Count(RolloutAssignment assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        var counts = new int[assignment.Arms + 1];
        var place = 0;
        for (; place < _entering.Length && assignment.Admits(_entering[place]); place++)
        {
            counts[assignment.ArmOf(_splitting[place])]++;
        }

        counts[^1] = _entering.Length - place;
        return counts;
    }
}
