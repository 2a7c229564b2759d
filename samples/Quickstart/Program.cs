Console.WriteLine("Patterns");
