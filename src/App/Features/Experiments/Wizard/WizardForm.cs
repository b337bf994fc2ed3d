using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>What a wizard holds: the entries as they are kept, and the flag they speak of as it is now.</summary>
/// <param name="Entries">What was entered so far; the one thing that is kept.</param>
/// <param name="Flag">The chosen flag, or null while none is chosen or it is gone.</param>
public sealed record WizardForm(WizardEntries Entries, FlagChoice? Flag)
{
    /// <summary>How many enter before anybody said so: enough to learn from, few enough to be careful.</summary>
    public static BasisPoints FirstPercentage { get; } = new(1_000);

    /// <summary>The rollout as entered, or the even one to begin with; null without a flag.</summary>
    public RolloutDraft? Rollout => Flag is null ? null : Entries.Percentage is { } percentage ? Kept(Flag, percentage) : First(Flag);

    /// <summary>What stands against going on from a step; nothing for the last.</summary>
    public IReadOnlyList<Error> Check(WizardStep step) => step switch
    {
        WizardStep.Setup => [.. ExperimentText.CheckNewName(Entries.Name), .. ExperimentText.CheckHypothesis(Entries.Hypothesis),
            .. ExperimentText.CheckDescription(Entries.Description), .. TagRules.Check(TagRules.Split(Entries.Tags)), .. CheckFlag()],
        WizardStep.Rollout => Flag is null || Rollout is not { } rollout ? [.. CheckFlag()] : rollout.Check(Flag.ValueType, current: null),
        WizardStep.Review => [],
    };

    /// <summary>How far one can go: a step is reached when all before it are complete and still right.</summary>
    public WizardStep Reached
        => Entries.CompletedSteps < 1 || Check(WizardStep.Setup).Count > 0 ? WizardStep.Setup
            : Entries.CompletedSteps < 2 || Check(WizardStep.Rollout).Count > 0 ? WizardStep.Rollout
            : WizardStep.Review;

    /// <summary>Another flag begins with another split; that of the experiment that this one is a copy of with the copied one.</summary>
    public WizardForm Choose(FlagChoice flag)
    {
        ArgumentNullException.ThrowIfNull(flag);
        var same = (Entries.FeatureId ?? Entries.CopiedFeatureId) == flag.FeatureId;
        return new WizardForm(
            same ? Entries with { FeatureId = flag.FeatureId } : Entries with
            {
                FeatureId = flag.FeatureId,
                ControlValue = null,
                Shares = new Dictionary<int, BasisPoints>(),
                Locked = [],
                CompletedSteps = 0,
            },
            flag);
    }

    public WizardForm With(RolloutDraft rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        var arms = rollout.Arms.Index().ToList();
        return this with
        {
            Entries = Entries with
            {
                Percentage = rollout.Percentage,
                ControlValue = rollout.ControlValue == Flag?.Default.Value ? null : rollout.ControlValue,
                Shares = arms.Where(arm => !arm.Item.IsControl).ToDictionary(arm => arm.Item.VariantId!.Value, arm => rollout.Split[arm.Index]),
                Locked = [.. arms.Where(arm => rollout.Locked[arm.Index]).Select(arm => arm.Item.VariantId ?? 0)],
            },
        };
    }

    public WizardForm Complete(WizardStep step)
        => this with { Entries = Entries with { CompletedSteps = Math.Max(Entries.CompletedSteps, (int)step + 1) } };

    /// <summary>What creates the experiment of a form whose flag is chosen.</summary>
    /// <param name="access">Of whoever creates it.</param>
    /// <param name="environmentId">Where.</param>
    /// <param name="draftId">The id that the form is kept under.</param>
    /// <param name="way">Whether to start it at once, and that even where not all holds that should.</param>
    public CreateExperiment.Command ToCommand(ProjectAccess access, int environmentId, string draftId, (bool Start, bool Anyway) way)
        => new(access, environmentId, Entries.FeatureId, Entries.Name, Entries.Hypothesis)
        {
            Description = Entries.Description,
            Tags = TagRules.Split(Entries.Tags),
            Rollout = Rollout!.ToChange(),
            Start = way.Start,
            Anyway = way.Anyway,
            DraftId = draftId,
            ExpectedFlagRevision = Flag!.Revision,
        };

    private static RolloutDraft First(FlagChoice flag) => RolloutDraft.New(flag.Arms, FirstPercentage);

    private RolloutDraft Kept(FlagChoice flag, BasisPoints percentage)
    {
        if (Entries.Shares.Count == 0)
        {
            return First(flag) with { Percentage = percentage };
        }

        // Variants may have come and gone since; whatever is left of the whole is control's.
        var shares = flag.Arms.Skip(1).Select(arm => Entries.Shares.GetValueOrDefault(arm.VariantId!.Value)).ToList();
        return BasisPoints.Sum(shares) > BasisPoints.Whole ? First(flag) with { Percentage = percentage } : new RolloutDraft
        {
            Arms = flag.Arms,
            Percentage = percentage,
            Split = [BasisPoints.Left(shares), .. shares],
            Locked = [.. flag.Arms.Select(arm => arm.IsArchived || Entries.Locked.Contains(arm.VariantId ?? 0))],
            ControlValue = Entries.ControlValue ?? flag.Default.Value,
        };
    }

    private IEnumerable<Error> CheckFlag()
        => Entries.FeatureId is null ? [ExperimentErrors.FlagMissing()]
            : Flag is null ? [ExperimentErrors.FlagUnknown()]
            : Flag.Refusal is { } refusal ? [refusal]
            : [];
}
