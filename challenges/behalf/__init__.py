"""A challenge that a coordinator writes on behalf of a company, and that becomes the company's when it confirms."""
