namespace ExperimentAdmin.Core.Workspace.Domain;

/// <summary>How an environment is turned down that is not there.</summary>
public static class EnvironmentErrors
{
    public static Error NotFound() => new Error.NotFound(
        "environment_not_found", "There is no such environment in this project. It may have been deleted.");
}
