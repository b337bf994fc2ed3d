using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Core.Evaluation.Forecast;

/// <summary>
/// Who is inside a rollout and in which arm, for any two hashes of an identity: with the doubles and the comparisons of
/// every client, so that what it says of one identity, and of how many, is exact. The arms are numbered from 0 for
/// control; the variants follow in ordinal order.
/// </summary>
public sealed class RolloutAssignment
{
    /// <summary>Stands for the arm of an identity that is not inside.</summary>
    public const int Outside = -1;

    private readonly bool _isServed;
    private readonly double _threshold;
    private readonly double[] _ends;
    private readonly int[] _bounds;

    /// <param name="percentage">How many enter. A rollout of 0 is not served, so nobody enters.</param>
    /// <param name="variants">The share of each variant in ordinal order; control takes the remainder.</param>
    public RolloutAssignment(BasisPoints percentage, IReadOnlyList<BasisPoints> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        (_isServed, _threshold) = (percentage.Value > 0, Percent(percentage));
        _ends = new double[variants.Count];
        _bounds = new int[variants.Count];
        var end = 0.0;
        for (var index = 0; index < variants.Count; index++)
        {
            end += Percent(variants[index]);
            _ends[index] = end;
            _bounds[index] = CountBelow(hash => hash < _ends[index]);
        }

        Admitted = _isServed ? CountBelow(hash => hash <= _threshold) : 0;
    }

    /// <summary>How many arms there are, control included.</summary>
    public int Arms => _ends.Length + 1;

    /// <summary>How many of the <see cref="IdentityHash.Values"/> values of the entering hash are inside.</summary>
    public int Admitted { get; }

    /// <summary>The arm of an identity, or <see cref="Outside"/>.</summary>
    /// <param name="entering">The hash with the segment's id, 0 to below 100.</param>
    /// <param name="splitting">The hash with the override's seed, 0 to below 100.</param>
    public int Of(double entering, double splitting) => Admits(entering) ? ArmOf(splitting) : Outside;

    /// <summary>Whether a value of the entering hash is inside.</summary>
    public bool Admits(double entering) => _isServed && entering <= _threshold;

    /// <summary>The arm that a value of the splitting hash falls in, for whoever is inside.</summary>
    public int ArmOf(double splitting)
    {
        for (var index = 0; index < _ends.Length; index++)
        {
            if (splitting < _ends[index])
            {
                return index + 1;
            }
        }

        return 0;
    }

    /// <summary>How many values of the splitting hash fall in an arm.</summary>
    /// <param name="arm">0 for control, then the variants.</param>
    public int Share(int arm)
    {
        var (start, end) = Interval(arm);
        return end - start;
    }

    /// <summary>How many of all pairs of hash values get an arm, or stay outside.</summary>
    /// <param name="arm">0 for control, then the variants; or <see cref="Outside"/>.</param>
    public long Count(int arm)
        => arm == Outside ? (long)(IdentityHash.Values - Admitted) * IdentityHash.Values : (long)Admitted * Share(arm);

    /// <summary>The places of the splitting hash that an arm has; control's are the last.</summary>
    internal (int Start, int End) Interval(int arm) => arm switch
    {
        0 => (_bounds.Length == 0 ? 0 : _bounds[^1], IdentityHash.Values),
        1 => (0, _bounds[0]),
        _ => (_bounds[arm - 2], _bounds[arm - 1]),
    };

    // How many hashes lie below a bound, by asking about one in the middle again and again.
    private static int CountBelow(Func<double, bool> isBelow)
    {
        var (least, most) = (0, IdentityHash.Values);
        while (least < most)
        {
            var middle = (least + most) / 2;
            (least, most) = isBelow(IdentityHash.At(middle)) ? (middle + 1, most) : (least, middle);
        }

        return least;
    }

    // The double that every reader gets of the percentage's shortest text.
    private static double Percent(BasisPoints share) => share.Value / 100.0;
}
