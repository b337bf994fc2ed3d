using System.Collections.Concurrent;
using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>Loads segments and compiles them.</summary>
internal sealed partial class SegmentLoader(ILogger<SegmentLoader> logger)
{
    private readonly ConcurrentDictionary<string, string> _told = new(StringComparer.Ordinal);

    /// <summary>Loads segments by id.</summary>
    /// <param name="db">One moment of the database.</param>
    /// <param name="ids">Of the segments to load, all of which there are.</param>
    /// <param name="read">The rules that were read already, by segment.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<List<ServedSegment>> LoadAsync(
        AppDbContext db, IReadOnlyCollection<int> ids, IReadOnlyDictionary<int, IReadOnlyList<SegmentRule>> read, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await db.Set<Segment>().Where(segment => ids.Contains(segment.Id))
            .Select(segment => new { segment.Id, segment.FeatureId, segment.Name, segment.Rules }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new ServedSegment(
            row.Id,
            row.FeatureId,
            Compile(
                ServedSegment.IdOf(row.Id), row.FeatureId is null ? row.Name : ServedSegment.RolloutName(row.Id), row.Rules, read.GetValueOrDefault(row.Id))))];
    }

    // One segment that cannot be compiled must not keep its whole project from being served: nobody is in it then.
    private CompiledSegment Compile(string key, string name, string rules, IReadOnlyList<SegmentRule>? known)
    {
        try
        {
            var compiled = (known ?? SegmentRules.TryRead(rules)) is { } read
                ? new CompiledSegment(new SegmentDefinition(key, name, SegmentRules.Define(read)))
                : CompiledSegment.Unreadable(key, name);
            Tell(key, name, rules, compiled.Faults);
            return compiled;
        }
        catch (Exception exception)
        {
            LogNotCompiled(logger, key, exception);
            return CompiledSegment.Unreadable(key, name);
        }
    }

    // Every environment of the project compiles it, and one word is enough until the rules are others.
    private void Tell(string key, string name, string rules, IReadOnlyList<ConditionFault> faults)
    {
        if (faults is not [var first, ..])
        {
            _ = _told.TryRemove(key, out _);
        }
        else if (_told.GetValueOrDefault(key) != rules)
        {
            _told[key] = rules;
            if (first.IsUnreadable)
            {
                LogUnreadable(logger, key, name);
            }
            else
            {
                LogNotServed(logger, key, name, FaultText.Where(faults), Short(first.Definition.Value), first.Fault.Message);
            }
        }
    }

    private static string Short(string pattern) => pattern.Length > LinearPattern.MaxLength ? $"{pattern[..LinearPattern.MaxLength]}…" : pattern;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody is in segment {Segment}, {Name}, because of {Condition}, “{Pattern}”: {Reason}")]
    private static partial void LogNotServed(ILogger logger, string segment, string name, string condition, string pattern, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody is in segment {Segment}, {Name}, because its stored rules cannot be read. Enter them anew.")]
    private static partial void LogUnreadable(ILogger logger, string segment, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "Segment {Segment} could not be compiled; it is served as one that nobody is in.")]
    private static partial void LogNotCompiled(ILogger logger, string segment, Exception exception);
}
