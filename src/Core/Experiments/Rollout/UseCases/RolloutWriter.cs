using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.Storage;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Rollout.UseCases;

/// <summary>
/// The private step of every use case that touches a rollout: keeps system segment, override and environment default in
/// step. No second path writes any of the three for an experiment.
/// </summary>
internal sealed class RolloutWriter
{
    private static readonly CompiledQuery<Func<AppDbContext, int, int, IAsyncEnumerable<TypeAndVariant>>> s_feature = new(() => EF.CompileAsyncQuery((AppDbContext db, int projectId, int featureId) =>
        from feature in db.Set<Feature>().AsNoTracking()
        where feature.Id == featureId && feature.ProjectId == projectId
        join variant in db.Set<Variant>() on feature.Id equals variant.FeatureId into variants
        from variant in variants.DefaultIfEmpty()
        select new TypeAndVariant { ValueType = feature.ValueType, Variant = variant }));

    private readonly ChangeContext _change;
    private readonly Experiment _experiment;
    private readonly FlagWriter _flag;
    private readonly FlagValueType _valueType;
    private readonly List<Variant> _variants;
    private Segment? _segment;
    private bool _takesDefaultAgain;
    private BasisPoints? _percentage; // What the segment's rules say, which are read once.

    private RolloutWriter(
        ChangeContext change, Experiment experiment, FlagWriter flag, FlagValueType valueType, List<Variant> variants, Segment? segment)
    {
        (_change, _experiment, _flag, _valueType, _variants, _segment) = (change, experiment, flag, valueType, variants, segment);
        _percentage = segment is null ? null : RolloutSegment.Percentage(SegmentRules.TryRead(segment.Rules));
    }

    /// <summary>The rollout as it is now, reassembled.</summary>
    public RolloutReading Reading => RolloutParts.Read(
        _segment, _percentage, _experiment.SegmentId, _experiment.SegmentId is { } id ? Flag.OverrideOf(id) : null, _variants);

    public LiveFlag Flag => _flag.Flag;

    /// <summary>The flag's variants that were not deleted.</summary>
    public IReadOnlyList<Variant> Variants => _variants;

    /// <summary>What the flag's values are.</summary>
    public FlagValueType ValueType => _valueType;

    /// <summary>Loads the parts under the environment's lock.</summary>
    public static async Task<RolloutWriter> OpenAsync(ChangeContext change, Experiment experiment)
    {
        var db = change.Db;
        var flag = await FlagWriter.OpenAsync(change, experiment.EnvironmentId, experiment.FeatureId)
            ?? throw new InvalidOperationException($"Feature {experiment.FeatureId} has no states in environment {experiment.EnvironmentId}.");
        var rows = await s_feature.On(db)(db, change.Environment.ProjectId, experiment.FeatureId).ToListAsync(change.Cancellation);
        var segment = experiment.SegmentId is { } id ? await db.Set<Segment>().FindAsync([id], change.Cancellation) : null;
        return new RolloutWriter(
            change, experiment, flag, rows[0].ValueType,
            [.. rows.Select(row => row.Variant).OfType<Variant>().Where(variant => variant.DeletedAt is null)], segment);
    }

    /// <summary>Creates or updates, whichever it is. Checks everything before it writes anything.</summary>
    /// <returns>The whole rollout that was asked for; compare with <see cref="Reading"/> to see whether it was new.</returns>
    public async Task<Result<RolloutState>> ApplyAsync(RolloutChange wanted)
    {
        var current = Reading;
        if (current.HasDrifted)
        {
            return RolloutErrors.Drifted(_experiment.Name);
        }

        var merged = Merge(wanted, current.State);
        if (!merged.TryGet(out var target, out _))
        {
            return merged;
        }

        if (current.State is null)
        {
            await CreateAsync(target);
        }
        else
        {
            Update(target);
        }

        return target;
    }

    /// <summary>Switches the override on and touches nothing else.</summary>
    public void Enable()
    {
        if (_experiment.SegmentId is { } id && Flag.OverrideOf(id) is { } state)
        {
            state.Enabled = true;
        }
    }

    /// <summary>Puts missing parts back from the newest record that has them. Ids and seeds, and so everybody's arm, return.</summary>
    public async Task RepairAsync(RolloutState last)
    {
        if (_segment is null)
        {
            await CreateSegmentAsync(last.Percentage);
        }
        else if (_segment.DeletedAt is not null || _percentage is null)
        {
            _segment.DeletedAt = null;
            (_segment.Rules, _percentage) = (RolloutSegment.Rules(last.Percentage), last.Percentage);
        }

        if (Flag.OverrideOf(_segment!.Id) is null)
        {
            var state = await _flag.AddOverrideAsync(_segment.Id, OverrideRank.Rollout);
            var known = _variants.Select(variant => variant.Id).ToHashSet();
            (state.Enabled, state.Value) = (last.Enabled, last.ControlValue);
            state.Allocate(last.Shares.Where(part => known.Contains(part.VariantId)).Select(part => KeyValuePair.Create(part.VariantId, part.Share)));
        }
    }

    /// <summary>Deals everybody again: a new segment and a new seed take the place of the old ones, with the same percentage and split.</summary>
    public async Task RenewAsync()
    {
        var state = Reading.State ?? throw new InvalidOperationException("There is no whole rollout to renew.");
        Remove();
        await CreateSegmentAsync(state.Percentage);
        Write(await _flag.AddOverrideAsync(_segment!.Id, OverrideRank.Rollout), state);
    }

    /// <summary>Takes the rollout away for good: segment and override.</summary>
    public void Remove()
    {
        if (_segment is { DeletedAt: null })
        {
            _segment.DeletedAt = _change.Now;
        }

        _ = Flag.Overrides.RemoveAll(state => state.Scope.SegmentId is { } id && id == _experiment.SegmentId);
    }

    /// <summary>
    /// Gives the environment default the allocations back that the first rollout took, unless somebody changed the
    /// default since.
    /// </summary>
    /// <returns>Whether anything was given back.</returns>
    public bool RestoreDefault()
    {
        if (SharesText.Read(_experiment.DefaultBefore) is not { Count: > 0 } before || !DefaultIsUntouched(_experiment, Flag))
        {
            return false;
        }

        var known = _variants.Select(variant => variant.Id).ToHashSet();
        Flag.Default.Allocate(before.Where(share => known.Contains(share.Key)));
        return Flag.Default.Allocated > 0;
    }

    /// <summary>Gives everybody what was chosen at the end: writes the environment default, and takes hand-made overrides away.</summary>
    /// <param name="ending">What everybody gets; a variant is one of the flag's own.</param>
    /// <param name="removed">The segments whose overrides go.</param>
    /// <returns>Whether the environment default got something back that the rollout took.</returns>
    public bool End(Ending ending, HashSet<int> removed)
    {
        var gaveBack = ending.Kind is EndingKind.Restore && RestoreDefault();
        if (ending.Kind is EndingKind.Variant)
        {
            Flag.Default.Enabled = true;
            Flag.Default.Allocate([KeyValuePair.Create(ending.VariantId!.Value, new BasisPoints(BasisPoints.Whole))]);
        }
        else if (ending.Kind is EndingKind.Control)
        {
            (Flag.Default.Enabled, Flag.Default.Value) = (true, Reading.State is { } state ? state.ControlValue : Flag.Default.Value);
            Flag.Default.Allocate([]);
        }

        _ = Flag.Overrides.RemoveAll(state => state.Rank < OverrideRank.Rollout && removed.Contains(state.Scope.SegmentId!.Value));
        return gaveBack;
    }

    /// <summary>Serves a segment what the environment default serves, before the rollout and behind all hand-made overrides.</summary>
    public async Task ExcludeAsync(int segmentId)
    {
        var state = await _flag.AddOverrideAsync(segmentId);
        (state.Enabled, state.Value) = (Flag.Default.Enabled, Flag.Default.Value);
        state.Allocate(Flag.Default.Allocations);
    }

    /// <summary>Makes the rollout what it was, as far as it is whole. Whoever calls has looked that all of its variants are there.</summary>
    public void GiveBack(RolloutState was)
    {
        if (Reading.State is not null)
        {
            Update(was);
        }
    }

    /// <summary>Makes the flag what it was before the end.</summary>
    public async Task GiveBackAsync(FlagMemory memory)
    {
        _takesDefaultAgain = memory.DefaultWasUntouched;
        memory.Default.Write(Flag.Default);
        foreach (var (segmentId, state) in memory.Removed)
        {
            state.Write(await _flag.AddOverrideAsync(segmentId));
        }

        foreach (var (rank, segmentId) in memory.Order.Index())
        {
            Flag.OverrideOf(segmentId)!.Rank = rank;
        }
    }

    /// <summary>Whether the environment default is still as the first rollout left it.</summary>
    public static bool DefaultIsUntouched(Experiment experiment, LiveFlag flag)
        => experiment.DefaultZeroedAtRevision is { } revision && flag.Default.ChangedAtRevision <= revision;

    /// <summary>Writes what changed of the flag, and in which period of the experiment.</summary>
    /// <returns>The flag's new revision, or null when its states are as before.</returns>
    public async Task<int?> SaveAsync()
    {
        var takesDefault = _takesDefaultAgain || (_experiment is { SegmentId: not null, DefaultBefore: not null, DefaultZeroedAtRevision: null });
        var revision = await _flag.SaveAsync();
        if (takesDefault)
        {
            _experiment.DefaultZeroedAtRevision = Flag.Head.Revision;
        }

        SplitPeriods.Keep(_change, _experiment, Reading.State);
        return revision;
    }

    private Result<RolloutState> Merge(RolloutChange wanted, RolloutState? current)
    {
        if (wanted.IsEmpty)
        {
            return RolloutErrors.Empty();
        }

        var errors = new List<Error>();
        if ((wanted.Percentage ?? current?.Percentage) is not { } percentage)
        {
            errors.Add(RolloutErrors.PercentageMissing());
            percentage = default;
        }

        var shares = wanted.Allocations
            ?? current?.Shares.Select(part => new VariantAllocation(part.VariantId, part.Share)).ToList() ?? [];
        errors.AddRange(RolloutRules.Check(shares, ExperimentArms.Of(_variants, Flag.Default.Value), current));
        var value = current is null ? Flag.Default.Value : current.ControlValue;

        // Callers that read "no value" as an empty text send it back as one.
        if (wanted.ControlValue is not null && (wanted.ControlValue.Length > 0 || value is not null))
        {
            if (FlagValue.Parse(_valueType, wanted.ControlValue, "controlValue").TryGet(out var parsed, out var error))
            {
                value = parsed;
            }
            else
            {
                errors.Add(error);
            }
        }

        if (errors.Count > 0)
        {
            return errors;
        }

        var allocations = shares.ToDictionary(share => share.VariantId, share => share.Share);
        return new RolloutState(
            wanted.Enabled ?? current?.Enabled ?? false, percentage, value, ServedAllocation.Of(allocations, _variants));
    }

    private async Task CreateAsync(RolloutState target)
    {
        await CreateSegmentAsync(target.Percentage);
        _experiment.DefaultBefore = SharesText.Write(Flag.Default.Allocations);
        Flag.Default.Allocate([]);
        Write(await _flag.AddOverrideAsync(_segment!.Id, OverrideRank.Rollout), target);
    }

    private void Update(RolloutState target)
    {
        (_segment!.Rules, _percentage) = (RolloutSegment.Rules(target.Percentage), target.Percentage);
        Write(Flag.OverrideOf(_segment.Id)!, target);
    }

    private static void Write(ScopedState state, RolloutState target)
    {
        (state.Enabled, state.Value) = (target.Enabled, target.ControlValue);
        state.Allocate(target.Shares.Select(part => KeyValuePair.Create(part.VariantId, part.Share)));
    }

    private async Task CreateSegmentAsync(BasisPoints percentage)
    {
        var name = RolloutSegment.Name(_experiment.Id, _experiment.Phase);
        _segment = new Segment
        {
            Id = await Counters.TakeAsync(_change.Db, Counters.Segments, 1, _change.Cancellation),
            ProjectId = _change.Environment.ProjectId,
            Name = name,
            NameFolded = TextFold.Fold(name),
            Rules = RolloutSegment.Rules(percentage),
            FeatureId = _experiment.FeatureId,
            ExperimentId = _experiment.Id,
            CreatedAt = _change.Now,
        };
        _ = _change.Db.Add(_segment);
        _ = await _change.Db.SaveChangesAsync(_change.Cancellation);
        (_experiment.SegmentId, _percentage) = (_segment.Id, percentage);
    }

    private sealed class TypeAndVariant
    {
        public required FlagValueType ValueType { get; init; }

        public Variant? Variant { get; init; }
    }
}
