using System.Collections.Concurrent;
using ExperimentAdmin.Core.Evaluation;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Serving;

/// <summary>Loads segments and compiles them.</summary>
internal sealed partial class SegmentLoader(ILogger<SegmentLoader> logger)
{
    private readonly ConcurrentDictionary<string, string> _told = new(StringComparer.Ordinal);

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
            var compiled = new CompiledSegment(new SegmentDefinition(key, name, SegmentRules.Define(SegmentRules.TryRead(rules) ?? [])));
            Tell(key, name, rules, compiled.Faults);
            return compiled;
        }
        catch (Exception exception)
        {
            LogNotCompiled(logger, key, exception);
            return new CompiledSegment(new SegmentDefinition(key, name, []));
        }
    }

    // Every environment of the project compiles it, and one word is enough until the rules are others.
    private void Tell(string key, string name, string rules, IReadOnlyList<ConditionFault> faults)
    {
        if (faults.Count == 0)
        {
            _ = _told.TryRemove(key, out _);
        }
        else if (_told.GetValueOrDefault(key) != rules)
        {
            _told[key] = rules;
            foreach (var fault in faults)
            {
                LogNotServed(logger, key, name, fault.Path, fault.Definition.Value, fault.Fault.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody is in segment {Segment}, {Name}, because of {Condition}, “{Pattern}”: {Reason}")]
    private static partial void LogNotServed(ILogger logger, string segment, string name, string condition, string pattern, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Segment {Segment} could not be compiled; it is served as one that nobody is in.")]
    private static partial void LogNotCompiled(ILogger logger, string segment, Exception exception);
}
