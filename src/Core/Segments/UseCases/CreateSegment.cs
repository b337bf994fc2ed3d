using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.Storage;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Segments.UseCases;

/// <summary>Adds a segment to a project. Nobody gets anything else by it until a flag has an override for it.</summary>
public sealed class CreateSegment(UnitOfWork work)
{
    /// <summary>The most segments of one project, those of experiments not counted.</summary>
    public const int MaxSegments = 500;

    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="Name">Unique in the project, whatever its case.</param>
    /// <param name="Description">May be empty.</param>
    /// <param name="Rules">Who is in it: all of these must hold.</param>
    public sealed record Command(ProjectAccess Access, string Name, string Description, IReadOnlyList<SegmentRule> Rules);

    /// <returns>The id of the new segment.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        List<Error> errors =
        [
            .. SegmentText.CheckNewName(command.Name),
            .. SegmentText.CheckDescription(command.Description),
            .. SegmentRuleCheck.Check(command.Rules),
        ];
        return errors.Count > 0
            ? Task.FromResult<Result<int>>(errors)
            : work.InProjectAsync<int>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        var name = command.Name.Trim();
        if (await SegmentChange.CheckTakenAsync(change, name, own: null) is { } taken)
        {
            return taken;
        }

        if (await SegmentRows.Of(change.Db, command.Access.ProjectId).CountAsync(change.Cancellation) >= MaxSegments)
        {
            return SegmentErrors.TooMany(MaxSegments);
        }

        var rules = SegmentRules.Write(SegmentRules.Tidy(command.Rules));
        if (await SegmentBudget.CheckAsync(change, own: null, before: null, rules) is { } tooMuch)
        {
            return tooMuch;
        }

        var segment = new Segment
        {
            Id = await Counters.TakeAsync(change.Db, Counters.Segments, 1, change.Cancellation),
            ProjectId = command.Access.ProjectId,
            Name = name,
            NameFolded = TextFold.Fold(name),
            Description = command.Description.Trim(),
            Rules = rules,
            CreatedAt = change.Now,
        };
        _ = change.Db.Add(segment);
        SegmentRecord.Append(change, segment, "created", "created", before: null, SegmentRecord.Of(segment));
        return segment.Id;
    }
}
