using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>A request as it goes over the wire, whatever a client would make of it.</summary>
internal static class RawHttp
{
    /// <summary>Sends these bytes, reads until the server closes, and returns the status and the whole answer.</summary>
    public static async Task<(int Status, string Answer)> SendAsync(Uri address, string request, CancellationToken cancellation)
    {
        using var client = await ConnectAsync(address, request, cancellation);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(cancellation);
        return (StatusOf(answer), answer);
    }

    /// <summary>The same for an answer after which the connection may stay open: reads its first line alone.</summary>
    public static async Task<int> StatusAsync(Uri address, string request, CancellationToken cancellation)
    {
        using var client = await ConnectAsync(address, request, cancellation);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        return StatusOf(await reader.ReadLineAsync(cancellation) ?? string.Empty);
    }

    private static async Task<TcpClient> ConnectAsync(Uri address, string request, CancellationToken cancellation)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellation);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), cancellation);
        return client;
    }

    private static int StatusOf(string answer)
        => answer.Split(' ') is [['H', 'T', 'T', 'P', '/', ..], var status, ..] ? int.Parse(status, CultureInfo.InvariantCulture) : 0;
}
