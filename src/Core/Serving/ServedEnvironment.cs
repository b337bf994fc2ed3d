using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Serving.Wire;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Serving;

/// <summary>
/// All that an environment serves at one revision: immutable, swapped as a whole. Whoever answers a request takes it once
/// and uses nothing else.
/// </summary>
public sealed class ServedEnvironment
{
    private readonly Dictionary<string, int> _folded;
    private readonly HashSet<string> _origins;

    internal ServedEnvironment(
        int id, int projectId, string name, string hashKey, long revision, DateTimeOffset updatedAt, ServedSettings settings,
        IReadOnlyList<ServedSegment> segments, IReadOnlyList<ServedFlag> flags)
    {
        (Id, ProjectId, Revision, UpdatedAt, Settings, Segments, Flags) = (id, projectId, revision, updatedAt, settings, segments, flags);
        Snapshot = new EnvironmentSnapshot(
            hashKey, name, segments.Select(segment => segment.Compiled), flags.Select(flag => flag.Compiled));
        Wire = new EnvironmentWire(this);
        _origins = new HashSet<string>(settings.AllowedOrigins.Split('\n', StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
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

    /// <summary>What it answers to everybody alike, as bytes.</summary>
    public EnvironmentWire Wire { get; }

    /// <summary>Whether browsers may ask it from any origin.</summary>
    public bool AllowsAnyOrigin => _origins.Count == 0;

    /// <summary>Whether browsers may ask it from an origin.</summary>
    public bool AllowsOrigin(string origin) => AllowsAnyOrigin || _origins.Contains(origin);

    /// <summary>Whether answers to a kind of key carry a flag that is enabled, or not, for whoever is asked about.</summary>
    public bool Shows(ServedFlag flag, bool isEnabled, EnvironmentKeyKind kind)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return (isEnabled || !Settings.HidesDisabled) && (kind is EnvironmentKeyKind.Server || !flag.ServerKeyOnly);
    }

    /// <summary>Where a flag is among <see cref="Flags"/>, whatever the case of the name; -1 without one.</summary>
    public int IndexOfAnyCase(string name) => _folded.GetValueOrDefault(name, -1);
}
