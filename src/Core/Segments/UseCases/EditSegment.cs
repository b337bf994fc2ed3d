using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Segments.UseCases;

/// <summary>
/// Changes what a segment is called and who is in it, in every environment at once. An edit that outranks a running
/// rollout is made, and the answer names it.
/// </summary>
public sealed class EditSegment(UnitOfWork work, IOutrankedRollouts rollouts)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="SegmentId">The segment.</param>
    public sealed record Command(ProjectAccess Access, int SegmentId)
    {
        /// <summary>The new name, or null to keep it.</summary>
        public string? Name { get; init; }

        /// <summary>The new description, or null to keep it.</summary>
        public string? Description { get; init; }

        /// <summary>The new rules, or null to keep them.</summary>
        public IReadOnlyList<SegmentRule>? Rules { get; init; }

        /// <summary>The revision on the asker's screen; null changes whatever is there.</summary>
        public int? ExpectedRevision { get; init; }
    }

    /// <summary>What came of an edit.</summary>
    /// <param name="Revision">The segment's revision now.</param>
    /// <param name="Outranked">The running rollouts that lose identities to the segment, if its rules changed.</param>
    public sealed record Answer(int Revision, IReadOnlyList<OutrankedRollout> Outranked);

    /// <returns>The new revision, and what it outranks.</returns>
    public Task<Result<Answer>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        List<Error> errors =
        [
            .. command.Name is null ? [] : SegmentText.CheckName(command.Name),
            .. SegmentText.CheckDescription(command.Description),
            .. command.Rules is null ? [] : SegmentRuleCheck.Check(command.Rules),
        ];
        return errors.Count > 0
            ? Task.FromResult<Result<Answer>>(errors)
            : work.InProjectAsync<Answer>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<Answer>> RunAsync(ChangeContext change, Command command)
    {
        var found = await SegmentChange.FindAsync(change, command.SegmentId, command.ExpectedRevision);
        if (!found.TryGet(out var segment, out var error))
        {
            return error;
        }

        if (segment.ArchivedAt is not null)
        {
            return SegmentErrors.Archived(segment.Name);
        }

        var name = command.Name?.Trim() ?? segment.Name;
        var description = command.Description?.Trim() ?? segment.Description;
        var rules = command.Rules is null ? segment.Rules : SegmentRules.Write(SegmentRules.Tidy(command.Rules));
        var changes = Changes(segment, name, description, rules).ToList();
        if (changes.Count == 0)
        {
            return change.Nothing(new Answer(segment.Revision, []));
        }

        if (name != segment.Name && (NameRules.WhyUnclear(name) ?? await SegmentChange.CheckTakenAsync(change, name, segment.Id)) is { } refused)
        {
            return refused;
        }

        if (rules != segment.Rules && await SegmentBudget.CheckAsync(change, segment.Id, segment.Rules, rules) is { } tooMuch)
        {
            return tooMuch;
        }

        IReadOnlyList<OutrankedRollout> outranked =
            rules == segment.Rules ? [] : await rollouts.FindAsync(change.Db, segment.Id, change.Cancellation);
        var before = SegmentRecord.Of(segment);
        (segment.Name, segment.NameFolded, segment.Description, segment.Rules) = (name, TextFold.Fold(name), description, rules);
        SegmentRecord.Append(change, segment, "edited", string.Join("; ", changes), before, SegmentRecord.Of(segment));
        return new Answer(segment.Revision, outranked);
    }

    private static IEnumerable<string> Changes(Segment segment, string name, string description, string rules)
    {
        if (name != segment.Name)
        {
            yield return $"renamed from {segment.Name}";
        }

        if (rules != segment.Rules)
        {
            yield return "rules changed";
        }

        if (description != segment.Description)
        {
            yield return "description changed";
        }
    }
}
