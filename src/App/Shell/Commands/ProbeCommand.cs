namespace ExperimentAdmin.App.Shell.Commands;

/// <summary>Asks a running server how it is, for containers, which have no other program that could.</summary>
/// <param name="address">The address of a probe, such as <c>http://127.0.0.1:5080/health/live</c>.</param>
internal sealed class ProbeCommand(string address) : ICommand
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public async Task RunAsync()
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var asked) || (asked.Scheme != Uri.UriSchemeHttp && asked.Scheme != Uri.UriSchemeHttps))
        {
            throw new StartFailureException($"'{address}' cannot be asked: give --probe an address such as http://127.0.0.1:5080/health/live.");
        }

        using var client = new HttpClient { Timeout = s_patience };
        try
        {
            using var answer = await client.GetAsync(asked);
            var words = (await answer.Content.ReadAsStringAsync()).ReplaceLineEndings(" ");
            if (!answer.IsSuccessStatusCode)
            {
                throw new StartFailureException($"{asked} answers {(int)answer.StatusCode}: {words}");
            }

            Console.WriteLine(words);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            throw new StartFailureException($"{asked} does not answer ({away.Message.ReplaceLineEndings(" ").TrimEnd('.')}).", away);
        }
    }
}
