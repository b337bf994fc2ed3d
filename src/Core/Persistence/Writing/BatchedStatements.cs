using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence.Writing;

/// <summary>
/// Statements that are written out and reach the database as one command: through the change tracker the same rows take
/// several times as long, and others wait for the lock meanwhile. For the rows that nearly every change writes, and for no others.
/// </summary>
internal sealed class BatchedStatements(AppDbContext db)
{
    // Only texts and times are parameters: each would be bound to each of the statements, which for a hundred numbers takes
    // longer than the statements.
    private readonly List<object> _values = [];
    private readonly StringBuilder _text = new();
    private int _rows;

    /// <summary>Appends a statement.</summary>
    /// <param name="rows">How many rows it writes.</param>
    /// <param name="statement">Made of what the methods below give and of nothing that anybody typed.</param>
    public void Add(int rows, string statement)
    {
        _ = _text.Append(statement).Append(";\n");
        _rows += rows;
    }

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(int? value) => value is { } number ? Number(number) : "NULL";

    public static string Truth(bool value) => value ? "TRUE" : "FALSE";

    public string Time(DateTimeOffset moment) => Parameter(db.Stored(moment));

    public string Text(string? value) => value is null ? "NULL" : Parameter(value);

    /// <summary>Sends them.</summary>
    /// <exception cref="DbUpdateException">The database refused one; an inner exception says why.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Rows that were read under the lock are not there.</exception>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (_rows == 0)
        {
            return;
        }

        int written;
        try
        {
            written = await db.Database.ExecuteSqlRawAsync(_text.ToString(), _values, cancellationToken);
        }
        catch (DbException exception)
        {
            throw new DbUpdateException("Rows could not be written.", exception);
        }

        if (written != _rows)
        {
            throw new DbUpdateConcurrencyException($"{_rows} rows were to be written, and {written} were.");
        }
    }

    private string Parameter(object value)
    {
        _values.Add(value);
        return $"{{{Number(_values.Count - 1)}}}";
    }
}
