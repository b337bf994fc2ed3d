using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.App.Features.Flags.States;

/// <summary>What somebody is entering for one scope of a flag. It may be wrong for a while.</summary>
public sealed class StateDraft
{
    private readonly ServedState _start;
    private readonly Dictionary<int, BasisPoints> _shares;

    private StateDraft(ServedState start, IReadOnlyList<VariantView> variants)
    {
        _start = start;
        _shares = variants.ToDictionary(variant => variant.Id, variant => start.Of(variant.Id));
        (Variants, Enabled, Value) = (variants, start.Enabled, start.Value);
    }

    /// <summary>The flag's variants in ordinal order.</summary>
    public IReadOnlyList<VariantView> Variants { get; }

    public bool Enabled { get; set; }

    /// <summary>The control value as typed.</summary>
    public string? Value { get; set; }

    /// <summary>What all variants have together, in basis points; may be over the whole.</summary>
    public int Allocated => BasisPoints.Sum(_shares.Values);

    /// <summary>What is left for control; 0 when there is too much for the others.</summary>
    public BasisPoints ControlShare => BasisPoints.Left(_shares.Values);

    public bool IsChanged => Enabled != _start.Enabled || ChangesValue || ChangesShares;

    private bool ChangesValue => (Value ?? string.Empty) != (_start.Value ?? string.Empty);

    private bool ChangesShares => _shares.Any(share => share.Value != _start.Of(share.Key));

    /// <summary>Starts from what a scope serves.</summary>
    public static StateDraft Of(ServedState state, IReadOnlyList<VariantView> variants) => new(state, variants);

    /// <summary>The same once more, which is as it is now whatever is entered here.</summary>
    public StateDraft Copy() => Onto(_start, Variants, Of(_start, Variants));

    /// <summary>What was entered since something was sent, onto what a scope serves now.</summary>
    public StateDraft Onto(ServedState state, IReadOnlyList<VariantView> variants, StateDraft sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        var draft = new StateDraft(state, variants)
        {
            Enabled = ThreeWayMerge.Of(sent.Enabled, Enabled, state.Enabled),
            Value = ThreeWayMerge.Of(sent.Value, Value, state.Value),
        };
        foreach (var (id, share) in _shares.Where(share => draft._shares.ContainsKey(share.Key)))
        {
            draft._shares[id] = ThreeWayMerge.Of(sent._shares.GetValueOrDefault(id), share, draft._shares[id]);
        }

        return draft;
    }

    /// <summary>Whether the same is entered in another one.</summary>
    public bool IsAs(StateDraft other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Enabled == other.Enabled && Value == other.Value && _shares.All(share => share.Value == other._shares.GetValueOrDefault(share.Key));
    }

    /// <summary>The share of a variant.</summary>
    public BasisPoints Share(int variantId) => _shares[variantId];

    public void SetShare(int variantId, BasisPoints share) => _shares[variantId] = share;

    /// <summary>What was entered as one state, for the bar.</summary>
    public ServedState ToState() => new(
        Enabled,
        Value,
        [.. Variants.Where(variant => Share(variant.Id).Value > 0).Select(variant => new ServedAllocation(variant.Id, variant.Key, Share(variant.Id)))]);

    /// <summary>What to ask for: only what was changed, so that nothing else is written over.</summary>
    /// <param name="everything">Whether to name all of it, for a scope that does not exist yet.</param>
    public StateChange ToChange(bool everything = false) => new()
    {
        Enabled = everything || Enabled != _start.Enabled ? Enabled : null,
        Value = everything || ChangesValue ? new NewValue(string.IsNullOrEmpty(Value) ? null : Value) : null,
        Allocations = everything || ChangesShares
            ? [.. _shares.Where(share => share.Value.Value > 0).Select(share => new VariantAllocation(share.Key, share.Value))]
            : null,
    };
}
