using ExperimentAdmin.Core.Evaluation;

namespace ExperimentAdmin.Core.Serving;

/// <summary>
/// All that an environment serves at one revision: immutable, swapped as a whole. Whoever answers a request takes it once
/// and uses nothing else.
/// </summary>
public sealed class ServedEnvironment
{
    private readonly Dictionary<string, int> _folded;

    internal ServedEnvironment(
        int id, int projectId, string name, string hashKey, long revision, DateTimeOffset updatedAt, ServedSettings settings,
        IReadOnlyList<ServedSegment> segments, IReadOnlyList<ServedFlag> flags)
    {
        (Id, ProjectId, Revision, UpdatedAt, Settings, Segments, Flags) = (id, projectId, revision, updatedAt, settings, segments, flags);
        Snapshot = new EnvironmentSnapshot(
            hashKey, name, segments.Select(segment => segment.Compiled), flags.Select(flag => flag.Compiled));
        _folded = flags.Index().ToDictionary(entry => entry.Item.Name, entry => entry.Index, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The environment.</summary>
    public int Id { get; }

    /// <summary>Its project.</summary>
    public int ProjectId { get; }

    /// <summary>What people call it.</summary>
    public string Name => Snapshot.Name;

    /// <summary>Salts the key of every identity, and names the environment in documents; never changes.</summary>
    public string HashKey => Snapshot.Key;

    /// <summary>Counts the changes of what is served.</summary>
    public long Revision { get; }

    /// <summary>When what is served last changed, UTC; moves at least one whole second a change.</summary>
    public DateTimeOffset UpdatedAt { get; }

    /// <summary>What administrators decided about serving.</summary>
    public ServedSettings Settings { get; }

    /// <summary>By id.</summary>
    public IReadOnlyList<ServedSegment> Segments { get; }

    /// <summary>By feature id; in the order of the snapshot's flags.</summary>
    public IReadOnlyList<ServedFlag> Flags { get; }

    /// <summary>Evaluates.</summary>
    public EnvironmentSnapshot Snapshot { get; }

    /// <summary>Where a flag is among <see cref="Flags"/>, whatever the case of the name; -1 without one.</summary>
    public int IndexOfAnyCase(string name) => _folded.GetValueOrDefault(name, -1);
}
