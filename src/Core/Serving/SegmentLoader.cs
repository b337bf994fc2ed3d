using ExperimentAdmin.Core.Evaluation;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Serving;

/// <summary>Loads segments and compiles them.</summary>
internal sealed partial class SegmentLoader(ILogger<SegmentLoader> logger)
{
    /// <summary>Loads segments by id.</summary>
    /// <param name="db">One moment of the database.</param>
    /// <param name="ids">Of the segments to load, all of which there are.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<List<ServedSegment>> LoadAsync(AppDbContext db, IReadOnlyCollection<int> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await db.Segments.Where(segment => ids.Contains(segment.Id))
            .Select(segment => new { segment.Id, segment.FeatureId, segment.Name, segment.Rules }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new ServedSegment(
            row.Id, row.FeatureId, Compile(ServedSegment.IdOf(row.Id), row.FeatureId is null ? row.Name : ServedSegment.RolloutName(row.Id), row.Rules)))];
    }

    // One segment that cannot be compiled must not keep its whole project from being served: nobody is in it then.
    private CompiledSegment Compile(string key, string name, string rules)
    {
        try
        {
            return new CompiledSegment(new SegmentDefinition(key, name, [.. (SegmentRules.TryRead(rules) ?? []).Select(Rule)]));
        }
        catch (Exception exception)
        {
            LogNotCompiled(logger, key, exception);
            return new CompiledSegment(new SegmentDefinition(key, name, []));
        }
    }

    private static RuleDefinition Rule(SegmentRule rule) => new(
        SegmentRules.WireName(rule.Type),
        [.. rule.Conditions.Select(condition => new ConditionDefinition(
            condition.Property, SegmentRules.WireName(condition.Operator), condition.Value))],
        [.. rule.Rules.Select(Rule)]);

    [LoggerMessage(Level = LogLevel.Error, Message = "Segment {Segment} could not be compiled; it is served as one that nobody is in.")]
    private static partial void LogNotCompiled(ILogger logger, string segment, Exception exception);
}
