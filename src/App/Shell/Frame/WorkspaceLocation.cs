namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>What the frame knows about where somebody is.</summary>
public sealed record WorkspaceLocation
{
    /// <summary>Who looks.</summary>
    public Actor Actor { get; init; } = Actor.Nobody;

    /// <summary>Whether the page belongs to an environment, by its address.</summary>
    public bool IsInEnvironment { get; init; }

    /// <summary>The environment of the page; null while it is looked up, when it was refused, and on other pages.</summary>
    public Workspace? Workspace { get; init; }

    /// <summary>Where navigation leads: the environment of the page, or the one that was visited last.</summary>
    public Workspace? Around { get; init; }

    /// <summary>Why there is no such page for this person.</summary>
    public Error? Refusal { get; init; }

    /// <summary>Looks for it once more.</summary>
    public Func<Task> LookAgain { get; init; } = () => Task.CompletedTask;
}
