using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.App.Shell.Api.Callers;

/// <summary>Who calls, and what they were let into: filled by <see cref="ApiAdmission"/> before the endpoint runs.</summary>
internal sealed class ApiCall
{
    private ProjectAccess? _project;
    private InstanceAccess? _instance;
    private int? _environmentId;
    private WireObject? _body;
    private IResult? _answer;

    /// <summary>A person or a key.</summary>
    public Actor Actor { get; set; } = Actor.Nobody;

    /// <summary>A grant to act in the project, of the routes of a project or an environment.</summary>
    public ProjectAccess Project
    {
        get => _project ?? throw new InvalidOperationException("This route does not go through a project.");
        set => _project = value;
    }

    /// <summary>A grant to manage the instance, of the routes that need it.</summary>
    public InstanceAccess Instance
    {
        get => _instance ?? throw new InvalidOperationException("This route does not go through the instance.");
        set => _instance = value;
    }

    /// <summary>The environment, of the routes of one.</summary>
    public int EnvironmentId
    {
        get => _environmentId ?? throw new InvalidOperationException("This route does not go through an environment.");
        set => _environmentId = value;
    }

    /// <summary>The body, of the routes that name its shape.</summary>
    public WireObject Body
    {
        get => _body ?? throw new InvalidOperationException("This route does not name the shape of a body.");
        set => _body = value;
    }

    /// <summary>The bytes of <see cref="Body"/>, or of the file that was sent.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>How the write was answered that <see cref="Answering{T}"/> gave a grant for; it succeeded.</summary>
    public IResult Answer => _answer ?? throw new InvalidOperationException("Nothing was written that says how it is answered.");

    /// <summary>A grant for a write that is answered with what it wrote, as it reads in its own transaction.</summary>
    /// <param name="read">Makes the answer of what the use case gives.</param>
    public ProjectAccess Answering<T>(Func<T, Task<IResult>> read) => Project.Asking(async done => _answer = await read((T)done));

    /// <inheritdoc cref="Answering{T}"/>
    public ProjectAccess Answering(Func<Task<IResult>> read) => Answering<object>(_ => read());

    /// <inheritdoc cref="Answering{T}"/>
    public InstanceAccess AnsweringOfInstance<T>(Func<T, Task<IResult>> read) => Instance.Asking(async done => _answer = await read((T)done));

    /// <inheritdoc cref="Answering{T}"/>
    public InstanceAccess AnsweringOfInstance(Func<Task<IResult>> read) => AnsweringOfInstance<object>(_ => read());

    /// <summary>Lets the caller in where the query or the body, and not the address, says which environment is meant.</summary>
    /// <returns>The refusal of what the route needs; null when the caller may.</returns>
    public Error? Enter(ProjectAccess access, int environmentId, ApiRoute route)
    {
        (Project, EnvironmentId) = (access, environmentId);
        return access.WhyNot(route.Needs);
    }
}
