using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Changes;

/// <summary>One write in progress: its transaction, its time, who is behind it, and the records it will leave.</summary>
internal sealed class ChangeContext(AppDbContext db, Actor actor, DateTimeOffset now, int? projectId, CancellationToken cancellation)
{
    private readonly List<AuditRecord> _records = [];
    private readonly List<ProjectEnvironment> _created = [];
    private readonly HashSet<int> _signedOut = [];

    public AppDbContext Db { get; } = db;

    /// <summary>
    /// Statements that are sent with the records, after everything that the context tracks was written. For rows that nearly
    /// every change of their kind touches: a command of its own for each takes longer than all of them together.
    /// </summary>
    public BatchedStatements Rows { get; } = new(db);

    public Actor Actor { get; } = actor;

    /// <summary>UTC, the same for everything that the change writes.</summary>
    public DateTimeOffset Now { get; } = now;

    public int? ProjectId { get; } = projectId;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The environments whose revision this change raised, by id: nobody else writes to them meanwhile.</summary>
    public IReadOnlyList<ProjectEnvironment> Environments { get; init; } = [];

    /// <summary>The environment of a change to one environment.</summary>
    public ProjectEnvironment Environment => Environments.Single();

    /// <summary>The caller's grant as it was checked in this transaction; null for what needs none of a project.</summary>
    public ProjectAccess? Grant { get; init; }

    /// <summary>The grant of a change to a project: the only one to ask, since the one that the caller brought may be old.</summary>
    public ProjectAccess Access => Grant ?? throw new InvalidOperationException("The change is none of a project.");

    public bool IsUnchanged { get; private set; }

    /// <summary>The revision of every environment that this change may have given something else to serve, new ones among them.</summary>
    public IReadOnlyDictionary<int, long> Revisions
        => Environments.Concat(_created).ToDictionary(environment => environment.Id, environment => environment.Revision);

    public IReadOnlyList<AuditRecord> Records => _records;

    /// <summary>Those of whom sign-ins ended.</summary>
    public IReadOnlyCollection<int> PeopleSignedOut => _signedOut;

    /// <summary>Says that there was nothing to change: the transaction is undone and leaves no trace.</summary>
    public Result<T> Nothing<T>(T answer)
    {
        IsUnchanged = true;
        return answer;
    }

    /// <summary>Says that the change made an environment, which is saved: once committed it is to be served like the locked ones.</summary>
    public void Created(ProjectEnvironment environment) => _created.Add(environment);

    /// <summary>Says that sign-ins of a person end with this change: once committed their open pages are told.</summary>
    public void SignedOut(int personId) => _signedOut.Add(personId);

    /// <summary>Appends the record of the change. Every change that is not <see cref="Nothing{T}"/> has at least one.</summary>
    /// <param name="draft">What happened.</param>
    /// <param name="projectId">The project that it belongs to, where the change itself is one of the instance.</param>
    public void Record(AuditDraft draft, int? projectId = null)
    {
        _records.Add(new AuditRecord
        {
            ProjectId = projectId ?? ProjectId,
            EnvironmentId = draft.EnvironmentId,
            Kind = draft.Kind,
            ObjectKey = draft.Key.Text,
            Number = draft.Number,
            AlsoKey = draft.Also?.Key.Text,
            AlsoNumber = draft.Also?.Number,
            ObjectName = draft.Name,
            ObjectNameFolded = TextFold.Fold(draft.Name),
            Action = draft.Action,
            Summary = draft.Summary,
            ActorKind = Actor.Kind,
            ActorId = Actor.Id,
            ActorName = Actor.Name,
            At = Now,
            Reason = string.IsNullOrWhiteSpace(draft.Reason) ? null : draft.Reason.Trim(),
            Before = AuditJson.Write(draft.Before),
            After = AuditJson.Write(draft.After),
        });
    }
}
