namespace ExperimentAdmin.App.Shell.Commands;

/// <summary>What the program does in place of running the server: it prints what came of it, and ends.</summary>
internal interface ICommand
{
    /// <exception cref="StartFailureException">It could not be done.</exception>
    Task RunAsync();
}
