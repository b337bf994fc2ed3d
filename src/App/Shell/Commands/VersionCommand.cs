using ExperimentAdmin.App.Shell.Server;

namespace ExperimentAdmin.App.Shell.Commands;

/// <summary>Says which version of the program this is, and nothing else, for scripts.</summary>
internal sealed class VersionCommand : ICommand
{
    public Task RunAsync()
    {
        Console.WriteLine(ProgramVersion.Text);
        return Task.CompletedTask;
    }
}
