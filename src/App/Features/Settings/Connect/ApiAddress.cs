namespace ExperimentAdmin.App.Features.Settings.Connect;

/// <summary>Addresses of the management API to try a key with, below the application's own.</summary>
internal static class ApiAddress
{
    /// <summary>Stands where everybody has to put in the key of an environment of theirs.</summary>
    public const string AnyEnvironment = "ENVIRONMENT_KEY";

    /// <summary>The experiments of an environment.</summary>
    /// <param name="environmentKey">Its hash key.</param>
    public static string Experiments(string environmentKey) => $"api/v1/environments/{environmentKey}/experiments/";
}
