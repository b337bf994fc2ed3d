using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.States.UseCases;

/// <summary>What every change that people make to a flag's states in one environment begins and ends with.</summary>
internal sealed class FlagEdit
{
    private const string DefaultScope = "environment default";

    private readonly ChangeContext _change;
    private readonly FlagWriter _writer;
    private readonly Feature _feature;
    private readonly List<Variant> _variants;

    private FlagEdit(ChangeContext change, FlagWriter writer, Feature feature, List<Variant> variants)
        => (_change, _writer, _feature, _variants) = (change, writer, feature, variants);

    public LiveFlag Flag => _writer.Flag;

    /// <summary>
    /// Finds the flag under the environment's lock; refuses an archived one, one that an experiment froze, and a stale
    /// screen.
    /// </summary>
    /// <param name="change">The write in progress.</param>
    /// <param name="guard">Knows whether the flag is frozen.</param>
    /// <param name="featureId">The feature.</param>
    /// <param name="expectedRevision">The flag's revision on the asker's screen; null where nothing can be lost.</param>
    public static async Task<Result<FlagEdit>> OpenAsync(ChangeContext change, IFlagGuard guard, int featureId, int? expectedRevision)
    {
        var environmentId = change.Environment.Id;
        if (await FeatureEdit.FindAsync(change, featureId) is not { } feature
            || await FlagWriter.OpenAsync(change, environmentId, featureId) is not { } writer)
        {
            return FlagErrors.NotFound();
        }

        if (feature.ArchivedAt is not null)
        {
            return FlagErrors.Archived(feature.Name);
        }

        // Before the stale check: that an experiment holds the flag says more than that its start was a change.
        if (await guard.WhyFrozenAsync(change.Db, change.Access, environmentId, featureId, change.Cancellation) is { } frozen)
        {
            return frozen;
        }

        if (await StaleRevision.CheckAsync(
            change, AuditKey.Flag(environmentId, featureId), expectedRevision, writer.Flag.Head.Revision) is { } stale)
        {
            return stale;
        }

        var variants = await change.Db.Set<Variant>().AsNoTracking()
            .Where(variant => variant.FeatureId == featureId && variant.DeletedAt == null).ToListAsync(change.Cancellation);
        return new FlagEdit(change, writer, feature, variants);
    }

    /// <summary>
    /// Opens a flag in all its environments, by environment: one that is not archived and that no experiment froze anywhere.
    /// </summary>
    public static async Task<Dictionary<int, FlagEdit>> OpenEverywhereAsync(ChangeContext change, FeatureEdit feature)
        => (await FlagWriter.OpenEverywhereAsync(change, feature.Feature.Id))
            .ToDictionary(entry => entry.Key, entry => new FlagEdit(change, entry.Value, feature.Feature, feature.Variants));

    /// <summary>A segment that people made, or null: those of experiments cannot be asked for.</summary>
    public Task<Segment?> SegmentAsync(int segmentId) => _change.Db.Set<Segment>().AsNoTracking().SingleOrDefaultAsync(
        segment => segment.Id == segmentId && segment.ProjectId == _feature.ProjectId && segment.ExperimentId == null
            && segment.DeletedAt == null && (segment.FeatureId == null || segment.FeatureId == _feature.Id),
        _change.Cancellation);

    /// <summary>What a scope serves, for records and summaries.</summary>
    public ServedState Served(ScopedState state) => ServedState.Of(state, _variants);

    /// <summary>Gives the environment default what is wanted of it.</summary>
    public Result<ScopeEdit> EditDefault(StateChange wanted)
    {
        var before = Served(Flag.Default);
        var errors = Apply(Flag.Default, wanted);
        return errors.Count > 0 ? errors.ToArray() : new ScopeEdit(DefaultScope, null, before, Served(Flag.Default));
    }

    /// <summary>
    /// Gives a segment's override what is wanted of it. One that is new comes behind the others and starts as the
    /// environment default is.
    /// </summary>
    public async Task<Result<ScopeEdit>> PutOverrideAsync(int segmentId, StateChange wanted)
    {
        if (await SegmentAsync(segmentId) is not { } segment)
        {
            return FlagErrors.SegmentUnknown(segmentId);
        }

        var state = Flag.OverrideOf(segment.Id);
        var before = state is null ? null : Served(state);
        if (state is null)
        {
            if (WhyNoMore(segment) is { } refusal)
            {
                return refusal;
            }

            state = await _writer.AddOverrideAsync(segment.Id);
            (state.Enabled, state.Value) = (Flag.Default.Enabled, Flag.Default.Value);
            state.Allocate(Flag.Default.Allocations);
        }

        var errors = Apply(state, wanted);
        return errors.Count > 0 ? errors.ToArray() : new ScopeEdit($"override of {segment.Name}", segment.Id, before, Served(state));
    }

    /// <summary>Writes the change of one scope and records it; nothing at all when nothing changed.</summary>
    /// <returns>The flag's revision now.</returns>
    public Task<Result<int>> SaveAsync(ScopeEdit edit) => SaveAsync(edit.Action, edit.Summary, edit.RecordBefore, edit.RecordAfter);

    /// <summary>Writes what changed of the flag and records it; nothing at all when nothing did.</summary>
    /// <returns>The flag's revision now.</returns>
    public async Task<Result<int>> SaveAsync(string action, string summary, object? before, object? after)
    {
        if (await _writer.SaveAsync() is not { } revision)
        {
            return _change.Nothing<int>(Flag.Head.Revision);
        }

        _change.Record(new AuditDraft
        {
            Kind = AuditKind.Flag,
            Key = AuditKey.Flag(Flag.EnvironmentId, Flag.FeatureId),
            Number = revision,
            Name = _feature.Name,
            Action = action,
            Summary = summary,
            EnvironmentId = Flag.EnvironmentId,
            Before = before,
            After = after,
        });
        return revision;
    }

    /// <summary>Checks what is wanted of a scope, and only if all of it will do gives it to the scope.</summary>
    /// <returns>Every broken rule.</returns>
    private List<Error> Apply(ScopedState state, StateChange wanted)
    {
        var errors = new List<Error>();
        var value = wanted.Value is { } typed && !(typed is { EmptyIsNone: true, Text: "" } && state.Value is null)
            ? FlagValue.ParseOptional(_feature.ValueType, typed.Text, "value")
            : state.Value;
        errors.AddRange(value.Errors);
        if (wanted.Allocations is { } shares)
        {
            errors.AddRange(CheckShares(shares, state));
        }

        if (errors.Count > 0)
        {
            return errors;
        }

        (state.Enabled, state.Value) = (wanted.Enabled ?? state.Enabled, value.Value);
        if (wanted.Allocations is not null)
        {
            state.Allocate(wanted.Allocations.Select(share => KeyValuePair.Create(share.VariantId, share.Share)));
        }

        return [];
    }

    private Error? WhyNoMore(Segment segment)
    {
        if (segment.ArchivedAt is not null)
        {
            return FlagErrors.SegmentArchived(segment.Name);
        }

        return Flag.HandMade.Count() >= OverrideRank.MaxHandMade ? FlagErrors.TooManyOverrides() : null;
    }

    private IEnumerable<Error> CheckShares(IReadOnlyList<VariantAllocation> shares, ScopedState state)
    {
        var known = _variants.ToDictionary(variant => variant.Id);
        var findings = AllocationRules.Check(
            shares, _variants.ToDictionary(variant => variant.Id, variant => variant.ArchivedAt is not null), state.Of);
        if (findings.Twice.Count > 0)
        {
            yield return FlagErrors.DuplicateVariants(findings.Twice.Select(id => known.TryGetValue(id, out var variant) ? variant.Key : $"{id}"));
        }

        if (findings.Foreign.Count > 0)
        {
            yield return FlagErrors.ForeignVariants(findings.Foreign);
        }

        if (findings.Excess > 0)
        {
            yield return FlagErrors.AllocationsTooLarge(findings.Total);
        }

        foreach (var id in findings.Archived)
        {
            yield return FlagErrors.ArchivedVariant(known[id].Key);
        }
    }
}
