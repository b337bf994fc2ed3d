using ExperimentAdmin.App.Shell.Shared.Experiments;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>
/// A rollout while somebody works on it. The one thing that sliders, boxes, bars and forecasts look at; nothing in it has
/// touched the database. Its split always adds up to 100 %.
/// </summary>
public sealed record RolloutDraft
{
    /// <summary>Control, then the variants in ordinal order.</summary>
    public required IReadOnlyList<Arm> Arms { get; init; }

    /// <summary>How many of everyone enter.</summary>
    public required BasisPoints Percentage { get; init; }

    /// <summary>Per arm, of those who enter.</summary>
    public required IReadOnlyList<BasisPoints> Split { get; init; }

    /// <summary>Per arm, whether it keeps its share when others move.</summary>
    public required IReadOnlyList<bool> Locked { get; init; }

    /// <summary>What control gets; null for a flag without a value.</summary>
    public string? ControlValue { get; init; }

    /// <summary>The split without control, as forecasts take it.</summary>
    public IReadOnlyList<BasisPoints> VariantSplit => [.. Split.Skip(1)];

    public IReadOnlyList<BarArm> Bar => [.. Arms.Index().Select(arm => new BarArm(arm.Index, arm.Item.Key, Split[arm.Index]))];

    /// <summary>The arms as they would serve: control with the value of the draft.</summary>
    public IReadOnlyList<Arm> Serving => [.. Arms.Select(arm => arm.IsControl ? arm with { Value = ControlValue } : arm)];

    /// <summary>Whether all arms that take part have the same; one without a share is left out of the experiment.</summary>
    public bool IsEven => SplitBalance.IsEven([.. Split.Where(share => share.Value > 0)]);

    /// <summary>A new rollout: nobody has been promised anything, so all arms get the same.</summary>
    /// <param name="arms">Control, then the variants in ordinal order.</param>
    /// <param name="percentage">How many enter.</param>
    public static RolloutDraft New(IReadOnlyList<Arm> arms, BasisPoints percentage)
    {
        ArgumentNullException.ThrowIfNull(arms);
        var archived = arms.Select(arm => arm.IsArchived).ToArray();
        BasisPoints[] all = [BasisPoints.All, .. new BasisPoints[arms.Count - 1]];
        return new RolloutDraft
        {
            Arms = arms,
            Percentage = percentage,
            Split = SplitBalance.Evenly(all, archived),
            Locked = archived,
            ControlValue = arms[0].Value,
        };
    }

    /// <summary>A rollout as it was read.</summary>
    public static RolloutDraft Of(IReadOnlyList<Arm> arms, RolloutState state)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(state);
        return new RolloutDraft
        {
            Arms = arms,
            Percentage = state.Percentage,
            Split = [.. arms.Select(arm => arm.VariantId is { } id ? state.Of(id) : state.ControlShare)],
            Locked = [.. arms.Select(arm => arm.IsArchived)],
            ControlValue = state.ControlValue,
        };
    }

    /// <summary>Everything that a save would be refused for.</summary>
    /// <param name="type">What kind of value the flag serves.</param>
    /// <param name="current">The rollout that is in force, or null.</param>
    public IReadOnlyList<Error> Check(FlagValueType type, RolloutState? current)
    {
        var errors = RolloutRules.Check(Shares, Arms, current).ToList();
        if (ControlValue is not null && FlagValue.Parse(type, ControlValue, "controlValue").Error is { } error)
        {
            errors.Add(error);
        }

        return errors;
    }

    /// <summary>What to ask the server for.</summary>
    public RolloutChange ToChange() => new()
    {
        Percentage = Percentage,
        Allocations = Shares,
        ControlValue = ControlValue,
    };

    /// <summary>The rollout that it would be once it is started.</summary>
    public RolloutState ToState() => new(true, Percentage, ControlValue,
        [.. Arms.Index().Where(arm => !arm.Item.IsControl && Split[arm.Index].Value > 0)
            .Select(arm => new ServedAllocation(arm.Item.VariantId!.Value, arm.Item.Key, Split[arm.Index]))]);

    /// <summary>Whether a save would change nothing; locks are nobody else's business.</summary>
    public bool IsSameAs(RolloutDraft other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Percentage == other.Percentage && Split.SequenceEqual(other.Split) && ControlValue == other.ControlValue;
    }

    /// <summary>
    /// The same number of people see something new, but all arms are equal: what somebody wants who took an arm down to be
    /// careful. Null when the rollout would have to rise for it, could not get any smaller, or arms that keep their share
    /// (locked or archived ones) stand against equal arms.
    /// </summary>
    public RolloutDraft? LowerRollout()
    {
        var even = SplitBalance.Evenly(Split, [.. Arms.Select((arm, index) => Locked[index] || arm.IsArchived || Split[index].Value == 0)]);
        var lower = this with { Split = even };
        var fresh = even[0].Rest.Value;
        var percentage = fresh == 0 ? 0 : (int)Math.Round(Percentage.Value * (decimal)Split[0].Rest.Value / fresh);
        return lower.IsEven && percentage > 0 && percentage < Percentage.Value ? lower with { Percentage = new(percentage) } : null;
    }

    private IReadOnlyList<VariantAllocation> Shares =>
    [
        .. Arms.Index().Where(arm => arm.Item.VariantId is not null)
            .Select(arm => new VariantAllocation(arm.Item.VariantId!.Value, Split[arm.Index])),
    ];
}
