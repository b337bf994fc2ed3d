using System.Globalization;
using System.Text;

namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>What one scope of a flag serves; a working copy while a change is made.</summary>
internal sealed class ScopedState
{
    public required FlagScope Scope { get; init; }

    public bool Enabled { get; set; }

    /// <summary>The control value; null for a flag without one.</summary>
    public string? Value { get; set; }

    public int Rank { get; set; }

    /// <summary>The flag's revision at which this state last changed.</summary>
    public int ChangedAtRevision { get; set; }

    /// <summary>By variant id; only shares above 0.</summary>
    public SortedDictionary<int, BasisPoints> Allocations { get; init; } = [];

    /// <summary>What all variants have together, in basis points.</summary>
    public int Allocated => BasisPoints.Sum(Allocations.Values);

    public BasisPoints Of(int variantId) => Allocations.GetValueOrDefault(variantId);

    /// <summary>Replaces all shares at once: a variant left out gets nothing.</summary>
    /// <exception cref="ArgumentException">The shares add up to more than the whole: callers check first.</exception>
    public void Allocate(IEnumerable<KeyValuePair<int, BasisPoints>> shares)
    {
        Allocations.Clear();
        foreach (var (variantId, share) in shares.Where(share => share.Value.Value > 0))
        {
            Allocations.Add(variantId, share);
        }

        if (Allocated > BasisPoints.Whole)
        {
            throw new ArgumentException($"Shares add up to {Allocated} basis points.", nameof(shares));
        }
    }

    /// <summary>Equal for equal content: tells whether a change changed anything.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Enabled}|{Rank}|{(Value is null ? "-" : $"{Value.Length}:{Value}")}");
        foreach (var (variantId, share) in Allocations)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{variantId}={share.Value}");
        }

        return text.ToString();
    }
}
