namespace ExperimentAdmin.Tests.Shared;

/// <summary>Where the source is: the folder of the solution above the running test.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
        => File.Exists(Path.Join(folder, "ExperimentAdmin.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside the repository."));
}
